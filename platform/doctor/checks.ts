import { judgeDatabase } from '../../domain/operations/doctor/database.ts';
import { judgeLicence } from '../../domain/operations/doctor/licence.ts';
import { judgeNetwork } from '../../domain/operations/doctor/network.ts';
import { judgeRedis } from '../../domain/operations/doctor/redis.ts';
import { judgeRuntime } from '../../domain/operations/doctor/runtime.ts';
import { judgeSecrets } from '../../domain/operations/doctor/secrets.ts';
import { judgeVariables } from '../../domain/operations/doctor/variables.ts';
import { judgeWorkers } from '../../domain/operations/doctor/workers.ts';
import type { GroupCheck } from '../checks/run-check.ts';
import { configVariables, readConfig } from '../config.ts';
import type { HostContext } from '../host-context.ts';
import { countInstances } from './instances.ts';
import { readDatabaseFacts } from './read-database.ts';
import { readLicenceFacts } from './read-licence.ts';
import { readRedisFacts } from './read-redis.ts';
import { readRuntimeFacts } from './read-runtime.ts';
import { readWorkerFacts } from './read-workers.ts';
import { readableFiles } from './readable-files.ts';

/** What doctor looks at: what the installation is made of, whether or not it runs now. */
export function doctorChecks(context: HostContext): readonly GroupCheck[] {
	const { env } = context;
	return [
		{
			group: 'variables',
			look: async () =>
				judgeVariables({
					settings: env,
					problems: readConfig(env).problems,
					known: configVariables.map(({ name }) => name),
				}),
		},
		{
			group: 'secrets',
			look: async () => judgeSecrets({ settings: env, readableFiles: await readableFiles(env) }),
		},
		{ group: 'network', look: async () => judgeNetwork(env) },
		{ group: 'runtime', look: async () => judgeRuntime(await readRuntimeFacts(context)) },
		{ group: 'database', look: async () => judgeDatabase(await readDatabaseFacts(context)) },
		{
			group: 'redis',
			look: async () => judgeRedis(await readRedisFacts(context, (await countInstances(context)).instances)),
		},
		{ group: 'workers', look: async () => judgeWorkers(await readWorkerFacts(context)) },
		{ group: 'licence', look: async () => judgeLicence(await readLicenceFacts(context)) },
	];
}
