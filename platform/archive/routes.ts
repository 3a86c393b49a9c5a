import { z } from 'zod';
import { isCivilDate } from '../../domain/time/civil-date.ts';
import { dailyEventStats } from '../../schema/collections/daily-event-stats.ts';
import { events } from '../../schema/collections/events.ts';
import { rowSchema } from '../../schema/model/collection.ts';
import type { OperatorRoute } from '../http/operator-route.ts';
import { exportFormats } from './export-pieces.ts';

/** Where Directus mounts the endpoint of that name. */
const opsBase = '/ops';

const day = (which: string) =>
	z
		.string('give a UTC day such as 2026-05-31')
		.refine(isCivilDate, 'give a UTC day such as 2026-05-31')
		.describe(`The ${which} UTC day, included`);

export const exportQuery = z.object({
	from: day('first'),
	to: day('last'),
	format: z
		.enum(exportFormats, `use ${exportFormats.join(' or ')}`)
		.default('ndjson')
		.describe('NDJSON, one JSON object a line, or CSV (RFC 4180)'),
});

export const exportMedia = {
	ndjson: 'application/x-ndjson; charset=utf-8',
	csv: 'text/csv; charset=utf-8',
} as const;

const common = {
	method: 'get',
	body: null,
	query: exportQuery,
	media: ['application/x-ndjson', 'text/csv'],
	errors: { 400: ['INVALID_QUERY'], 403: ['FORBIDDEN'] },
} as const;

export const eventsExportPath = '/export/events';
export const dailyStatsExportPath = '/export/daily-event-stats';

/** Streams for business intelligence, for administrators. */
export const exportRoutes: readonly OperatorRoute[] = [
	{
		...common,
		path: opsBase + eventsExportPath,
		summary: 'Events received on some days, archived ones too, as a stream of rows',
		answer: rowSchema(events),
	},
	{
		...common,
		path: opsBase + dailyStatsExportPath,
		summary: 'Counts of events by day, as a stream of rows',
		answer: rowSchema(dailyEventStats),
	},
];
