/**
 * Reads keys between commas, the newest first.
 *
 * @param read reads one; alone it may go without a name
 * @throws {Error} what `read` throws, and when two have the same name
 */
export function parseNamedKeys<Key>(
	text: string,
	nameOf: (key: Key) => string,
	read: (part: string, isAlone: boolean) => Key,
): Key[] {
	const written = text
		.split(',')
		.map((part) => part.trim())
		.filter(Boolean);
	const keys = written.map((part) => read(part, written.length === 1));
	if (new Set(keys.map(nameOf)).size < keys.length) throw new Error('give each key a name of its own');
	return keys;
}
