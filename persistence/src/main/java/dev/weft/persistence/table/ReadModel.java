package dev.weft.persistence.table;

import java.util.List;

/**
 * Tables that are folded from the log, workflow by workflow: no row depends on the events of another workflow. So they can be folded anew at any time, into
 * another copy of the tables, and any workflow's rows compared with a fold of its stream from zero.
 *
 * <p>Implementations are safe for use by many threads; the folds they begin are not.
 */
public interface ReadModel {

    /** By which people and tables know it. */
    String name();

    /** A greater number whenever the same events make other rows than before: a copy begun with a smaller one is begun again. */
    int format();

    List<Table> tables();

    /**
     * A fold that goes on with a workflow.
     *
     * @param origin of the workflow
     * @param nextSequence the event that comes next: 0 for the first, or else one whose predecessors are in the rows
     */
    WorkflowFold resume(WorkflowOrigin origin, long nextSequence);
}
