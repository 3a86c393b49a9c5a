import { expect, it } from 'vitest';
import { useRequest } from '../../../extensions/modules/shared/use-request.ts';

/** A request whose answers come when, and in which order, the test says. */
function answeredByHand() {
	const waiting: { resolve(answer: string): void; reject(error: Error): void }[] = [];
	const request = () =>
		new Promise<string>((resolve, reject) => {
			waiting.push({ resolve, reject });
		});
	return { waiting, ...useRequest(request) };
}

it('shows the newest reading, in whatever order the answers come', async () => {
	const { waiting, data, isLoading, load } = answeredByHand();
	const readings = [load(), load()];
	waiting[1]!.resolve('new');
	await readings[1];
	waiting[0]!.resolve('old');
	await readings[0];
	expect([data.value, isLoading.value]).toEqual(['new', false]);
});

it('lets no reading that was under way overwrite what a change answered', async () => {
	const { waiting, data, failure, isLoading, load, accept } = answeredByHand();
	const readings = [load(), load()];
	accept('changed');
	expect([data.value, isLoading.value]).toEqual(['changed', false]);
	waiting[0]!.resolve('before the change');
	waiting[1]!.reject(new Error('of no interest any more'));
	await Promise.all(readings);
	expect([data.value, failure.value, isLoading.value]).toEqual(['changed', null, false]);

	const next = load();
	waiting[2]!.resolve('after the change');
	await next;
	expect(data.value).toBe('after the change');
});
