package dev.weft.testkit;

final class Placeholder {}
