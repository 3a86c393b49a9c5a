import type { Router } from 'express';
import { reindexRequestSchema } from '../../domain/operations/database/contract.ts';
import { forAdministrators } from '../access/admit.ts';
import { configOf } from '../config.ts';
import type { HostContext } from '../host-context.ts';
import { parseBody } from '../http/body.ts';
import { invalidPayload } from '../http/errors.ts';
import { careForDatabaseJob } from '../jobs/definitions/care-for-database.ts';
import { rebuildIndexJob } from '../jobs/definitions/rebuild-index.ts';
import { jobsOf } from '../jobs/jobs.ts';
import { hasIndex } from './indexes.ts';
import { readDatabase } from './overview.ts';
import { databasePath } from './routes.ts';

/** `/ops/database`, for administrators. */
export function mountDatabase(router: Router, context: HostContext): void {
	const { database } = context;
	const jobs = jobsOf(context);

	router.get(
		databasePath,
		forAdministrators(async (_request, response) => {
			response.json({ data: await readDatabase(database, configOf(context)) });
		}),
	);
	router.post(
		`${databasePath}/care`,
		forAdministrators(async (_request, response) => {
			response.json({ data: (await jobs.enqueue(careForDatabaseJob, { payload: {} })).run });
		}),
	);
	router.post(
		`${databasePath}/reindex`,
		forAdministrators(async (request, response) => {
			const { index } = parseBody(reindexRequestSchema, request);
			if (!(await hasIndex(database, index)))
				throw invalidPayload(
					'index',
					'names no index of PostgreSQL that is in use here; see GET /ops/database.',
				);
			response.json({ data: (await jobs.enqueue(rebuildIndexJob, { payload: { index } })).run });
		}),
	);
}
