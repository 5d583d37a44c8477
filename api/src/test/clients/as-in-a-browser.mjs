/** Gives Node what the providers expect of a browser. */
import WebSocket from 'ws'

globalThis.WebSocket ??= WebSocket
