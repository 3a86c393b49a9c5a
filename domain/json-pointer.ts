/** Appends one reference token to an RFC 6901 pointer. */
export function appendToPointer(pointer: string, token: string | number): string {
	return `${pointer}/${String(token).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
