const secretName = /passw|secret|token|authori[sz]ation|api[-_ ]?key|credential|cookie|private[-_ ]?key/i;

/**
 * A copy of a JSON value in which texts under names such as `token` or `Authorization` are empty, also those of lists
 * of headers, as Directus's operations have them: `{"header": "Authorization", "value": "…"}`.
 */
export function stripSecrets(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(stripSecrets);
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value as Record<string, unknown>);
	const isSecretPair = entries.some(
		([name, named]) =>
			/^(header|name|key)$/i.test(name) && typeof named === 'string' && secretName.test(named),
	);
	return Object.fromEntries(
		entries.map(([name, inner]) => {
			const isSecret = secretName.test(name) || (isSecretPair && name === 'value');
			return [name, isSecret && typeof inner === 'string' ? '' : stripSecrets(inner)];
		}),
	);
}
