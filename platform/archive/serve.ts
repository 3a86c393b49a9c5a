import type { Router } from 'express';
import type { DateRange } from '../../domain/time/date-range.ts';
import { forAdministrators } from '../access/admit.ts';
import type { Config } from '../config.ts';
import type { HostContext } from '../host-context.ts';
import { invalidQuery } from '../http/errors.ts';
import { parseQuery } from '../http/query.ts';
import { sendPieces } from '../http/send-pieces.ts';
import { dailyStatsPieces, eventPieces, type ExportFormat } from './export-pieces.ts';
import { dailyStatsExportPath, eventsExportPath, exportMedia, exportQuery } from './routes.ts';
import { archiveStorageOf } from './archive-storage.ts';

/** Days of one request: ten years. */
const mostDays = 3_660;
const dayMs = 86_400_000;

/** `/ops/export`, for administrators. */
export function mountExports(router: Router, { database, env, logger }: HostContext, config: Config): void {
	const openStorage = archiveStorageOf({ env }, config);
	const serve = (name: string, pieces: (days: DateRange, format: ExportFormat) => AsyncIterable<string>) =>
		forAdministrators(async (request, response) => {
			const { format, ...days } = parseQuery(exportQuery, request.originalUrl);
			checkDays(days);
			response
				.attachment(`${name}-${days.from}-${days.to}.${format}`)
				.set('Content-Type', exportMedia[format]);
			await sendPieces(response, pieces(days, format), logger);
		});
	router.get(
		eventsExportPath,
		serve('events', (days, format) => eventPieces(database, openStorage, days, format)),
	);
	router.get(
		dailyStatsExportPath,
		serve('daily-event-stats', (days, format) => dailyStatsPieces(database, days, format)),
	);
}

/** @throws {ApiError} 400 INVALID_QUERY */
function checkDays({ from, to }: DateRange): void {
	if (from > to) throw invalidQuery('from', 'is after "to"; exchange them.');
	if (Date.parse(to) - Date.parse(from) >= mostDays * dayMs)
		throw invalidQuery('to', `is more than ${mostDays} days after "from"; ask for fewer days at a time.`);
}
