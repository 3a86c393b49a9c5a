import { describe, expect } from 'vitest';
import { missingRedis, redisUrl } from '../../host/available.ts';
import { BullmqDispatch } from '../../platform/jobs/bullmq-dispatch.ts';
import { keptLog } from '../support/jobs/quiet-logger.ts';
import { redisNamespace } from '../support/publishing/redis-namespace.ts';
import { describeWorking } from './jobs.contract.ts';

const missing = await missingRedis();
const { logger } = keptLog();

describe.skipIf(missing)(missing ?? 'with Redis', () => {
	describeWorking('dispatched by BullMQ', async () => {
		const namespace = await redisNamespace();
		return {
			dispatch: () => new BullmqDispatch({ url: redisUrl, namespace: namespace.name, logger }),
			close: async () => {
				expect(await namespace.foreign()).toEqual(namespace.planted);
				await namespace.close();
			},
		};
	});
});
