import { computed, onMounted, shallowRef, type ComputedRef } from 'vue';
import type { TodayAnswer } from '../../../../domain/operations/today/contract.ts';
import { useOps } from '../../shared/use-ops.ts';

/** How many things are wrong, by the page that mends them. Shared by all pages, as their list is. */
const marks = shallowRef<ReadonlyMap<string, number>>(new Map());
let readAt = 0;

const freshMs = 60_000;

/** Notes what the page Today has just read. */
export function keepMarks({ checks }: TodayAnswer): void {
	const wrong = checks.filter(({ status }) => status === 'wrong');
	const counts = new Map([['', wrong.length]]);
	for (const { page } of wrong) if (page !== null) counts.set(page, (counts.get(page) ?? 0) + 1);
	marks.value = counts;
	readAt = Date.now();
}

/** The marks of the list of pages; read again when a page opens that does not read them itself, and they are old. */
export function usePageMarks(page: string): ComputedRef<ReadonlyMap<string, number>> {
	const ask = useOps();
	onMounted(async () => {
		if (page === '' || Date.now() - readAt < freshMs) return;
		readAt = Date.now();
		try {
			keepMarks((await ask<{ data: TodayAnswer }>('GET', '/today')).data);
		} catch {
			// The page itself says what is wrong; a list without marks is no news.
			readAt = 0;
		}
	});
	return computed(() => marks.value);
}
