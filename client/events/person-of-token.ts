const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * Whose token this is, so that what one person did is not sent as another's; null without a token. Nothing is proven by
 * it. Written by hand because React Native has had no `atob` for long.
 */
export function personOfToken(token: string | null): string | null {
	if (token === null) return null;
	const [, id] = /"id":"([^"]+)"/.exec(decode(token.split('.')[1] ?? '')) ?? [];
	return id ?? 'unnamed';
}

function decode(text: string): string {
	let bits = '';
	for (const letter of text) {
		const value = letters.indexOf(letter);
		if (value < 0) return '';
		bits += value.toString(2).padStart(6, '0');
	}
	const bytes = bits.match(/.{8}/g) ?? [];
	return bytes.map((byte) => String.fromCharCode(Number.parseInt(byte, 2))).join('');
}
