/**
 * Where answers are kept between requests, and between starts of the app if it is a store that lasts. Values are
 * opaque texts. A store that fails costs a request and nothing else.
 */
export interface EtagStore {
	get(key: string): Promise<string | null | undefined> | string | null | undefined;
	set(key: string, value: string): Promise<unknown> | unknown;
	delete(key: string): Promise<unknown> | unknown;
}

/** AsyncStorage of React Native, or localStorage of a browser. */
export interface ItemStorage {
	getItem(key: string): Promise<string | null> | string | null;
	setItem(key: string, value: string): Promise<unknown> | unknown;
	removeItem(key: string): Promise<unknown> | unknown;
}

/** Keeps answers until the app ends; the one that was not used for the longest time makes room. */
export function memoryStore(mostEntries = 200): EtagStore {
	const entries = new Map<string, string>();
	const set = (key: string, value: string): void => {
		entries.delete(key);
		entries.set(key, value);
		for (const oldest of entries.keys()) {
			if (entries.size <= mostEntries) break;
			entries.delete(oldest);
		}
	};

	return {
		get(key) {
			const value = entries.get(key);
			if (value !== undefined) set(key, value);
			return value;
		},
		set,
		delete: (key) => void entries.delete(key),
	};
}

/** Keeps answers in AsyncStorage or localStorage, under names that begin with `prefix`. */
export function itemStore(storage: ItemStorage, prefix = 'bebetter:'): EtagStore {
	return {
		get: (key) => storage.getItem(prefix + key),
		set: (key, value) => storage.setItem(prefix + key, value),
		delete: (key) => storage.removeItem(prefix + key),
	};
}
