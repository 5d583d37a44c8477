package dev.weft.engine.content;

/** The names that fields have in the document and in every JSON form. */
public final class Field {
    public static final String ID = "id";
    public static final String NAME = "name";
    public static final String ENABLED = "enabled";

    public static final String LOCK_VERSION = "lock_version";
    public static final String DELETED_AT = "deleted_at";
    public static final String CONCURRENCY = "concurrency";
    public static final String ENABLE_JOB_LOGS = "enable_job_logs";

    public static final String BODY = "body";
    public static final String ADAPTOR = "adaptor";
    public static final String PROJECT_CREDENTIAL_ID = "project_credential_id";
    public static final String KEYCHAIN_CREDENTIAL_ID = "keychain_credential_id";

    public static final String TYPE = "type";
    public static final String COMMENT = "comment";
    public static final String CUSTOM_PATH = "custom_path";
    public static final String CRON_EXPRESSION = "cron_expression";
    public static final String CRON_CURSOR_JOB_ID = "cron_cursor_job_id";
    public static final String WEBHOOK_REPLY = "webhook_reply";
    public static final String WEBHOOK_RESPONSE_CONFIG = "webhook_response_config";
    public static final String SUCCESS_CODE = "success_code";
    public static final String ERROR_CODE = "error_code";
    public static final String KAFKA_CONFIGURATION = "kafka_configuration";
    public static final String HOSTS_STRING = "hosts_string";
    public static final String TOPICS_STRING = "topics_string";
    public static final String GROUP_ID = "group_id";
    public static final String CONNECT_TIMEOUT = "connect_timeout";
    public static final String INITIAL_OFFSET_RESET_POLICY = "initial_offset_reset_policy";
    public static final String SSL = "ssl";
    public static final String SASL = "sasl";
    public static final String USERNAME = "username";
    public static final String PASSWORD = "password";

    public static final String SOURCE_JOB_ID = "source_job_id";
    public static final String SOURCE_TRIGGER_ID = "source_trigger_id";
    public static final String TARGET_JOB_ID = "target_job_id";
    public static final String CONDITION_TYPE = "condition_type";
    public static final String CONDITION_EXPRESSION = "condition_expression";
    public static final String CONDITION_LABEL = "condition_label";

    private Field() {}
}
