import type { SchemaOverview } from '@directus/types';
import type { HostContext } from '../host-context.ts';
import type { ProvisionLedger } from './ledger.ts';

/** One change that provisioning would make; `title` is what `--dry-run` prints. */
export interface Step {
	readonly title: string;
	readonly run: (tools: StepTools) => Promise<void>;
}

export interface StepTools {
	readonly context: HostContext;
	readonly ledger: ProvisionLedger;
	/** The schema as it is now; steps before this one may have changed it. */
	readonly freshSchema: () => Promise<SchemaOverview>;
	/** Tells whoever provisions about something that went otherwise than declared. */
	readonly note: (text: string) => void;
}

/** Options of Directus's services that put off clearing caches until all steps are done. */
export const quietly = { autoPurgeCache: false, autoPurgeSystemCache: false, emitEvents: false } as const;
