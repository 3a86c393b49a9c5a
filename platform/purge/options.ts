/** Names as people type them: a list, or one text with commas. */
export function splitNames(value: unknown): string[] {
	const parts = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
	return parts.map((part) => String(part).trim()).filter(Boolean);
}
