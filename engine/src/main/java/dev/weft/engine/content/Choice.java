package dev.weft.engine.content;

/** One of few values of a field. */
public sealed interface Choice permits TriggerType, WebhookReply, ConditionType {
    /** As the document and every JSON form have it. */
    String text();
}
