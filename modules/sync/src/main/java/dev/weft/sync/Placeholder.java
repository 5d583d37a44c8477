package dev.weft.sync;

final class Placeholder {}
