import { z } from 'zod';
import { manifestEntrySchema, screenSchema } from '../../schema/answers/screen.ts';
import { publicRoute, type PublicRoute } from '../http/route.ts';
import { manifestPath, screenPath } from './paths.ts';
import { manifestDocument, screenDocument } from '../screens/screen-documents.ts';
import { manifestQuery, screenQuery } from './parameters.ts';

const versionHeaders = {
	'X-App-Version': 'The app’s version, such as 1.4.0',
	'X-App-Platform': 'ios or android',
};

export const screenRoutes: readonly PublicRoute[] = [
	publicRoute({
		path: manifestPath,
		summary:
			'The manifest: every live screen with its revision and ETag, so that an app asks once whether anything changed',
		query: manifestQuery,
		answer: z.object({ data: z.array(manifestEntrySchema) }),
		errors: { 400: ['INVALID_QUERY'] },
		ask:
			({ query }) =>
			(sources) =>
				manifestDocument(sources, query),
	}),
	publicRoute({
		path: screenPath,
		summary:
			'One screen for a goal and language; an old app gets the last layout it can render, or the upgrade answer',
		query: screenQuery,
		answer: z.object({ data: screenSchema }),
		errors: { 400: ['INVALID_QUERY'], 403: ['UPGRADE_REQUIRED'], 404: ['SCREEN_NOT_FOUND'] },
		headers: versionHeaders,
		ask: ({ params, query, header }) => {
			const question = {
				goal: query.goal,
				locale: query.locale,
				schema: query.schema,
				platform: query.platform ?? platformOf(header('x-app-platform')),
				appVersion: query.app_version ?? readUtf8(header('x-app-version')),
			};
			return (sources) => screenDocument(sources, params['screen_key'] ?? '', question);
		},
	}),
];

/** Node reads header bytes as Latin-1; a phone in Arabic sends the digits of its version as UTF-8. */
const readUtf8 = (header: string | undefined): string | undefined =>
	header === undefined ? undefined : Buffer.from(header, 'latin1').toString('utf8');

/** A header nobody can read is like none: it must never block anybody. */
function platformOf(header: string | undefined): 'ios' | 'android' | undefined {
	const name = header?.trim().toLowerCase();
	return name === 'ios' || name === 'android' ? name : undefined;
}
