import { computed, ref, shallowRef, watch } from 'vue';
import type { JobDefinitionAnswer, JobRunAnswer } from '../../../../domain/operations/jobs/contract.ts';
import { useRequest } from '../../shared/use-request.ts';
import { useOps } from '../../shared/use-ops.ts';
import { usePolling } from '../../shared/use-polling.ts';

interface RunPage {
	data: JobRunAnswer[];
	meta: { next_cursor: string | null };
}

const runsPerPage = 25;
const mostDead = 50;

/** What the page Jobs shows, read again and again, and what can be done about it. */
export function useJobs() {
	const ask = useOps();
	const name = ref('');
	const status = ref<JobRunAnswer['status'] | ''>('');
	/** Where each page begins, up to the one that is shown; the first begins nowhere. */
	const cursors = shallowRef<readonly (string | undefined)[]>([undefined]);

	const readRuns = () =>
		ask<RunPage>('GET', '/jobs', {
			params: {
				limit: runsPerPage,
				...(name.value && { name: name.value }),
				...(status.value && { status: status.value }),
				...(cursors.value.at(-1) && { cursor: cursors.value.at(-1) }),
			},
		});

	const { data, isLoading, failure, load } = useRequest(async () => {
		const [page, dead, kinds] = await Promise.all([
			readRuns(),
			ask<RunPage>('GET', '/jobs', { params: { status: 'dead', limit: mostDead } }),
			ask<{ data: JobDefinitionAnswer[] }>('GET', '/jobs/definitions'),
		]);
		return { runs: page.data, next: page.meta.next_cursor, dead: dead.data, kinds: kinds.data };
	});
	const polling = usePolling(load, 10_000);

	watch([name, status], () => {
		cursors.value = [undefined];
		void load();
	});

	function turn(towards: 'newer' | 'older'): void {
		const next = data.value?.next;
		if (towards === 'newer') cursors.value = cursors.value.slice(0, -1);
		else if (next) cursors.value = [...cursors.value, next];
		void load();
	}

	return {
		name,
		status,
		data,
		isLoading,
		failure,
		load,
		polling,
		turn,
		hasNewer: computed(() => cursors.value.length > 1),
		change: async (run: JobRunAnswer, action: 'retry' | 'cancel') => {
			await ask('POST', `/jobs/${run.id}/${action}`, { data: {} });
			await load();
		},
		start: async (job: string, payload: Record<string, unknown>, wait: boolean) => {
			const { data: run } = await ask<{ data: JobRunAnswer }>('POST', '/jobs', {
				data: { name: job, payload, wait },
			});
			await load();
			return run;
		},
	};
}
