/** What an archive has to be, and what was read back. */
export interface Copy {
	readonly rows: number;
	/** Of the compressed file. */
	readonly bytes: number;
	/** Of the compressed file, 64 hexadecimal digits. */
	readonly sha256: string;
}

/** How a copy differs from what was written, in words for an operator; null when it does not. */
export function copyProblem(written: Copy, found: Copy): string | null {
	if (found.bytes !== written.bytes) return `it has ${found.bytes} bytes instead of ${written.bytes}`;
	if (found.sha256 !== written.sha256) return 'its SHA-256 is another';
	if (found.rows !== written.rows) return `it has ${found.rows} rows instead of ${written.rows}`;
	return null;
}
