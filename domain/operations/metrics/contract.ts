import { z } from 'zod';

export const metricsScopes = ['process', 'cluster'] as const;

export const metricsQuery = z.object({
	scope: z
		.enum(metricsScopes, `use ${metricsScopes.join(' or ')}`)
		.default('process')
		.describe(
			'Of whom: the process that answers, or, with Redis, of every instance, each with a label `instance`',
		),
});
