import { WebsocketProvider } from 'y-websocket'
import { connectWith } from './y-websocket.mjs'

export const connect = (doc, address, observer) => connectWith(WebsocketProvider, doc, address, observer)
