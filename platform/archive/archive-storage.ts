import type { Config } from '../config.ts';
import type { HostContext } from '../host-context.ts';
import { hostStorageOf, type OpenStorage } from '../storage/host-storage.ts';

/** The storage of archives, as this instance is configured. */
export const archiveStorageOf = (context: Pick<HostContext, 'env'>, config: Config): OpenStorage =>
	hostStorageOf(context, { variable: 'BEBETTER_ARCHIVE_STORAGE', chosen: config.BEBETTER_ARCHIVE_STORAGE });
