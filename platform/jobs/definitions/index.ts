import type { HostContext } from '../../host-context.ts';
import type { Job } from '../job.ts';
import { pruneJobs } from './prune-jobs.ts';
import { recomputeTargetsDefinition } from './recompute-targets.ts';

/** Every kind of job there is, each with a line here. */
export const jobDefinitions = (_context: HostContext): readonly Job[] => [
	recomputeTargetsDefinition,
	pruneJobs,
];
