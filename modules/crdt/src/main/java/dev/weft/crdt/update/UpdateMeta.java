package dev.weft.crdt.update;

/**
 * Which clocks an update spans.
 *
 * @param from for each client in the update the clock of its first struct
 * @param to   for each client in the update the clock behind its last struct; gaps may lie between
 */
public record UpdateMeta(StateVector from, StateVector to) {}
