/*
 * Loaded into every Directus we start. When the process that started it dies, however it dies, the channel to it closes;
 * without this, an instance whose test run was killed would keep its port and its database for ever.
 */
process.on('disconnect', () => process.exit(0));
process.channel?.unref();
