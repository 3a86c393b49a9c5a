import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectImages } from '../../../../domain/screens/preview/collect-images.ts';
import { readAnswer } from '../../../../domain/screens/preview/read-answer.ts';

const message = { en: 'Please update.', ar: 'يُرجى التحديث.' };
const store_url = { ios: 'https://store.example/ios', android: null };

const served = (level: string) => ({
	data: {
		screen_key: 'home',
		goal: 'default',
		locale: 'en',
		revision: 3,
		schema_version: 2,
		served: 'last_good',
		payload: { title: 'Home', components: [{ id: 'a', type: 'text' }, null, { id: 'without-type' }] },
		update: { level, message, store_url },
	},
});

describe('readAnswer', () => {
	it('reads a screen with the components that have a type', () => {
		expect(readAnswer(200, served('none'))).toEqual({
			kind: 'screen',
			title: 'Home',
			components: [{ id: 'a', type: 'text' }],
			goal: 'default',
			locale: 'en',
			revision: 3,
			schemaVersion: 2,
			served: 'last_good',
			invitation: null,
		});
	});

	it('reads an invitation that may be dismissed', () => {
		const invitation = { message, storeUrls: store_url };
		expect(readAnswer(200, served('soft'))).toMatchObject({ kind: 'screen', invitation });
	});

	it('reads that the app has to be updated', () => {
		const extensions = {
			code: 'UPGRADE_REQUIRED',
			reason: 'min_app_version',
			min_app_version: '1.4.0',
			messages: message,
			store_url,
		};
		expect(readAnswer(403, { errors: [{ message: message.en, extensions }] })).toEqual({
			kind: 'upgrade',
			reason: 'min_app_version',
			message,
			minimumVersion: '1.4.0',
			storeUrls: store_url,
		});
	});

	it('reads every other answer as an error', () => {
		const errors = [{ message: 'There is none.', extensions: { code: 'SCREEN_NOT_FOUND' } }];
		const error = { kind: 'error', status: 404, code: 'SCREEN_NOT_FOUND', message: 'There is none.' };
		expect(readAnswer(404, { errors })).toEqual(error);
		fc.assert(
			fc.property(fc.integer({ min: 100, max: 599 }), fc.jsonValue(), (status, body) => {
				expect(readAnswer(status, body)).toMatchObject({ kind: 'error', status });
			}),
		);
	});
});

describe('collectImages', () => {
	const file = '2f1c9a4e-8d3b-4c6f-9e21-7b5a0d4c3e18';

	it('finds the files of this Directus once, however deep, and no other pictures', () => {
		const image = { src: file, alt: 'Soup' };
		const elsewhere = { src: 'https://media.example/soup.webp', alt: 'Soup' };
		const inside = [{ props: { image } }, { props: { image: elsewhere, note: null } }];
		expect(collectImages([{ props: { image }, children: inside }])).toEqual([file]);
	});

	it('finds none in what is no payload', () => {
		for (const value of [null, undefined, 3, 'text', [[]]]) expect(collectImages(value)).toEqual([]);
	});
});
