package dev.weft.engine.access;

/** What somebody may do in one project. Which role has which is told by {@link Role#may}. */
public enum Right {
    /** Join and read live documents, versions, and history. */
    READ,
    /** Be seen by others in a document. */
    APPEAR,
    CREATE_WORKFLOW,
    /** Change the shared document. */
    EDIT_DOCUMENT,
    /** Save, reset and restore. */
    SAVE_WORKFLOW,
    RUN_WORKFLOW,
    DELETE_WORKFLOW,
    /** Create credentials, and start the synchronisation with a repository. */
    CREATE_CREDENTIAL,
    /** Settings and members of the project, and what connects it to the outside. */
    MANAGE_PROJECT,
    DELETE_PROJECT
}
