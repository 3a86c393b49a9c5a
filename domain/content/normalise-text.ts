/** Trims and composes (NFC), so that equal-looking texts are equal. */
export function normaliseText(text: string): string {
	return text.normalize('NFC').trim();
}
