import { useApi } from '@directus/extensions-sdk';
import { type Ref, shallowRef, watch } from 'vue';

/**
 * Which of the wanted files exist and may be seen, by id. One question for all of them, so that no picture is
 * asked for that is not there; none when it is refused.
 */
export function useFiles(wanted: () => string[]): Ref<ReadonlySet<string>> {
	const client = useApi();
	const found = shallowRef<ReadonlySet<string>>(new Set());

	watch(
		() => wanted().join(),
		async (ids) => {
			if (!ids) return;
			try {
				const { data } = await client.get<{ data: { id: string }[] }>('/files', {
					params: { filter: { id: { _in: ids } }, fields: 'id', limit: -1 },
				});
				found.value = new Set(data.data.map(({ id }) => id));
			} catch {
				found.value = new Set();
			}
		},
		{ immediate: true },
	);
	return found;
}
