/** Variables as Directus reads them: digits are numbers, `true` and `false` are flags, commas make lists. */
export type Settings = Readonly<Record<string, unknown>>;

/** What was written, as text; null where nothing was. */
export function textOf(settings: Settings, name: string): string | null {
	const value = settings[name];
	if (value === undefined || value === null || value === '') return null;
	return Array.isArray(value) ? value.join(',') : String(value);
}

export const isOn = (settings: Settings, name: string, fallback = false): boolean => {
	const text = textOf(settings, name);
	return text === null ? fallback : ['true', '1'].includes(text.toLowerCase());
};

export function numberOf(settings: Settings, name: string): number | null {
	const text = textOf(settings, name);
	const value = text === null ? Number.NaN : Number(text);
	return Number.isFinite(value) ? value : null;
}

/** Whether Directus itself is given a Redis. */
export const usesRedis = (settings: Settings): boolean =>
	(textOf(settings, 'REDIS') ?? textOf(settings, 'REDIS_HOST')) !== null &&
	isOn(settings, 'REDIS_ENABLED', true);

/** Names of this machine; what is served under them is served to nobody else. */
const localNames = /^(localhost|127(\.\d+){3}|\[::1\]|0\.0\.0\.0|.+\.localhost)$/;

/** The address that people use, as far as it is one. */
export function publicAddress(settings: Settings): { url: URL; isLocal: boolean; isHttps: boolean } | null {
	const text = textOf(settings, 'PUBLIC_URL');
	const url = text !== null && URL.canParse(text) ? new URL(text) : null;
	if (url === null || !/^https?:$/.test(url.protocol)) return null;
	return { url, isLocal: localNames.test(url.hostname), isHttps: url.protocol === 'https:' };
}
