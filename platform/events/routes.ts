import { z } from 'zod';
import { eventPlatforms } from '../../domain/events/context.ts';
import { rejectionCodes } from '../../domain/events/judge.ts';
import { largestBatchBytes, largestEventBytes, mostEvents } from '../../domain/events/limits.ts';
import type { DescribedOpenRoute } from '../http/openapi.ts';
import { eventsPath } from '../mobile/paths.ts';

const context = {
	platform: z.enum(eventPlatforms).nullish().describe('Instead of the header X-App-Platform'),
	app_version: z.string().max(64).nullish().describe('Instead of the header X-App-Version'),
	locale: z.string().max(16).nullish().describe('Language of the app, such as ar or en-GB'),
	anon_id: z
		.string()
		.regex(/^[A-Za-z0-9_-]{1,100}$/)
		.nullish()
		.describe('Made by the app for an installation'),
	session_id: z
		.string()
		.regex(/^[A-Za-z0-9_-]{1,100}$/)
		.nullish()
		.describe('Made by the app for one use of it'),
};

const time = z.iso.datetime({ offset: true });

const event = z
	.strictObject({
		event_id: z
			.string()
			.regex(/^[A-Za-z0-9._:-]{1,100}$/)
			.describe('A UUID, made once: the same id is stored once'),
		name: z.string().max(40).describe('One of the events in the README, or of the event types'),
		client_ts: time.describe('The phone’s clock when it happened'),
		occurred_at: time
			.nullish()
			.describe(
				'When it happened by the person’s own account, for what is entered later; stored as it is sent. Without it the corrected client_ts counts',
			),
		tz: z.string().max(64).nullish().describe('IANA zone, such as Asia/Riyadh'),
		props: z
			.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
			.nullish()
			.describe('Only what the event is declared to carry'),
		...context,
	})
	.describe(
		`At most ${largestEventBytes} bytes. What it says of its platform, version, language and ids comes before what the request says`,
	);

const body = z.strictObject({
	sent_at: time.nullish().describe('The phone’s clock at this very request, set anew at each attempt'),
	events: z.array(event).max(mostEvents),
	...context,
});

const answer = z.object({
	data: z.object({
		accepted: z.int().describe('Events that are new'),
		duplicates: z.int().describe('Events that are stored already; nothing is left to do about them'),
		rejected: z.array(
			z.object({
				index: z.int().describe('Place in the request, from 0'),
				event_id: z.string().nullable(),
				code: z.enum(rejectionCodes),
				message: z.string(),
			}),
		),
	}),
});

export const eventsRoute: DescribedOpenRoute = {
	method: 'post',
	path: eventsPath,
	summary: `Takes up to ${mostEvents} events, ${largestBatchBytes / 1024} KiB. Each is judged by itself; sending one again is safe. A token says whose they are; one that has run out does too, and with one that is not valid they are anonymous`,
	headers: { 'X-App-Version': 'The app’s version, such as 1.4.0', 'X-App-Platform': 'ios, android or web' },
	body,
	answer,
	errors: {
		400: ['INVALID_PAYLOAD'],
		413: ['CONTENT_TOO_LARGE'],
		415: ['UNSUPPORTED_MEDIA_TYPE'],
		429: ['REQUESTS_EXCEEDED'],
		503: ['SERVICE_UNAVAILABLE'],
	},
};
