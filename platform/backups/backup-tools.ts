import { parsePeriods, type KeptPeriods } from '../../domain/operations/backups/retention.ts';
import { hostStorageOf, type OpenStorage } from '../storage/host-storage.ts';
import { configOf, type Config } from '../config.ts';
import type { HostContext } from '../host-context.ts';

/** Where backups go and with which keys, as this instance is configured. */
export interface BackupTools {
	readonly openStorage: OpenStorage;
	/** The newest first. */
	readonly keys: NonNullable<Config['BEBETTER_BACKUP_KEYS']>;
	readonly periods: KeptPeriods;
}

export function backupToolsOf(context: HostContext, config: Config = configOf(context)): BackupTools {
	return {
		openStorage: hostStorageOf(context, {
			variable: 'BEBETTER_BACKUP_STORAGE',
			chosen: config.BEBETTER_BACKUP_STORAGE,
		}),
		keys: config.BEBETTER_BACKUP_KEYS ?? [],
		periods: parsePeriods(config.BEBETTER_BACKUP_KEEP),
	};
}
