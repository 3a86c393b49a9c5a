import { MemoryStore } from '../../platform/publishing/memory-store.ts';
import { describeResponseStore } from './response-store.contract.ts';

describeResponseStore('in memory', async () => {
	const store = new MemoryStore(1e9);
	return { store, other: store, close: async () => undefined };
});
