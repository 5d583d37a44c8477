package dev.weft.lib0;

final class Placeholder {}
