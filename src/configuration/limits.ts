/** Bytes of a configuration file. */
export const MAX_CONFIGURATION_BYTES = 1_048_576;
/** Folders looked at for a configuration file, from the working folder upwards. */
export const MAX_PARENT_FOLDERS = 64;
/** Own dictionary folders that a configuration may name. */
export const MAX_OWN_FOLDERS = 32;
