package dev.weft.engine.workflow;

/**
 * Makes a request harmless to repeat: the log remembers the keys of those it holds.
 *
 * @param key chosen by the sender: 1 to {@value #MAX_LENGTH} characters
 * @param digest of what is asked for, so that a key used for something else is noticed
 */
public record RequestKey(String key, String digest) {
    public static final int MAX_LENGTH = 255;

    public RequestKey {
        if (key.isEmpty() || key.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "an idempotency key has 1 to " + MAX_LENGTH + " characters, not " + key.length());
        }
    }
}
