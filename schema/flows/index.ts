import type { FlowDeclaration } from '../model/flow.ts';
import { nightlyHousekeeping } from './housekeeping.ts';
import { onContentPublish, purgeNow } from './publish.ts';
import { recomputeEveryone, recomputeTargets } from './targets.ts';

/** Every flow that provisioning makes. Directus 12 without a licence allows five active ones. */
export const flows: readonly FlowDeclaration[] = [
	onContentPublish,
	recomputeTargets,
	nightlyHousekeeping,
	purgeNow,
	recomputeEveryone,
];
