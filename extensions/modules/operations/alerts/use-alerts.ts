import { shallowRef } from 'vue';
import type {
	AlertsView,
	RuleChange,
	SilenceRequest,
	TestResultView,
} from '../../../../domain/operations/alerts/contract.ts';
import { useAttempt } from '../../shared/use-attempt.ts';
import { useRequest } from '../../shared/use-request.ts';
import { useOps } from '../../shared/use-ops.ts';
import { usePolling } from '../../shared/use-polling.ts';

interface Answer<Data> {
	readonly data: Data;
}

/** The alerts as the page shows them, and everything that can be done to them. */
export function useAlerts() {
	const ask = useOps();
	const answer = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, data?: unknown) =>
		(await ask<Answer<AlertsView>>(method, `/alerts${path}`, { data })).data;
	const { data: view, isLoading, failure, load, accept } = useRequest(() => answer('GET', ''));
	const polling = usePolling(load);

	const { isBusy, failure: refusal, attempt } = useAttempt();
	const tests = shallowRef<readonly TestResultView[] | null>(null);

	return {
		view,
		isLoading,
		failure,
		isBusy,
		refusal,
		tests,
		polling,
		lookNow: () => attempt(async () => accept(await answer('POST', '/evaluate'))),
		setRule: (rule: string, data: RuleChange) =>
			attempt(async () => accept(await answer('PUT', `/rules/${rule}`, data))),
		endSilence: (id: string) => attempt(async () => accept(await answer('DELETE', `/silences/${id}`))),
		silence: (data: SilenceRequest) =>
			attempt(async () => {
				await ask('POST', '/alerts/silences', { data });
				accept(await answer('GET', ''));
			}),
		sendTest: () =>
			attempt(async () => {
				tests.value = (await ask<Answer<TestResultView[]>>('POST', '/alerts/test')).data;
				accept(await answer('GET', ''));
			}),
	};
}
