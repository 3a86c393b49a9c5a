import type { Message } from '../../problem.ts';
import { isRecord } from '../../record.ts';
import type { Component } from '../payload.ts';

type StoreUrls = Readonly<{ ios: string | null; android: string | null }>;

/** What a phone does with the answer to its request for a screen. */
export type PhoneAnswer =
	| {
			kind: 'screen';
			title: string;
			components: Component[];
			/** The variant that was found: another one where the wanted one does not exist. */
			goal: string;
			locale: string;
			revision: number;
			schemaVersion: number;
			served: 'exact' | 'last_good';
			/** An invitation that may be dismissed; null without one. */
			invitation: { message: Message; storeUrls: StoreUrls } | null;
	  }
	| {
			kind: 'upgrade';
			reason: string | null;
			message: Message;
			minimumVersion: string | null;
			storeUrls: StoreUrls;
	  }
	| { kind: 'error'; status: number; code: string; message: string };

/** Reads `GET /mobile/screens/:screen_key` as an app does. Total: what it cannot read is an error. */
export function readAnswer(status: number, body: unknown): PhoneAnswer {
	const data = isRecord(body) ? body['data'] : undefined;
	if (status === 200 && isRecord(data) && isRecord(data['payload'])) return screen(data, data['payload']);

	const error = firstError(body);
	const details = isRecord(error['extensions']) ? error['extensions'] : {};
	const code = textOr(details['code'], 'UNREADABLE_ANSWER');
	if (code !== 'UPGRADE_REQUIRED')
		return { kind: 'error', status, code, message: textOr(error['message'], '') };
	return {
		kind: 'upgrade',
		reason: textOrNull(details['reason']),
		message: messageOf(details['messages']),
		minimumVersion: textOrNull(details['min_app_version']),
		storeUrls: storeUrlsOf(details['store_url']),
	};
}

function screen(data: Record<string, unknown>, payload: Record<string, unknown>): PhoneAnswer {
	const update = isRecord(data['update']) ? data['update'] : {};
	return {
		kind: 'screen',
		title: textOr(payload['title'], ''),
		components: componentsOf(payload['components']),
		goal: textOr(data['goal'], ''),
		locale: textOr(data['locale'], ''),
		revision: Number(data['revision']),
		schemaVersion: Number(data['schema_version']),
		served: data['served'] === 'last_good' ? 'last_good' : 'exact',
		invitation:
			update['level'] === 'soft'
				? { message: messageOf(update['message']), storeUrls: storeUrlsOf(update['store_url']) }
				: null,
	};
}

/** The components of a list that have a type; an app can do nothing with the others. */
export function componentsOf(list: unknown): Component[] {
	if (!Array.isArray(list)) return [];
	return list.filter((one): one is Component => isRecord(one) && typeof one['type'] === 'string');
}

function firstError(body: unknown): Record<string, unknown> {
	const errors = isRecord(body) ? body['errors'] : undefined;
	const [first] = Array.isArray(errors) ? (errors as unknown[]) : [];
	return isRecord(first) ? first : {};
}

const messageOf = (value: unknown): Message => {
	const message = isRecord(value) ? value : {};
	return { en: textOr(message['en'], ''), ar: textOr(message['ar'], '') };
};

const storeUrlsOf = (value: unknown): StoreUrls => {
	const urls = isRecord(value) ? value : {};
	return { ios: textOrNull(urls['ios']), android: textOrNull(urls['android']) };
};

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value ? value : null);
const textOr = (value: unknown, otherwise: string): string => textOrNull(value) ?? otherwise;
