package dev.weft.crdt;

final class Placeholder {}
