const ARABIC_INDIC_ZERO = 0x0660;
const EXTENDED_ARABIC_INDIC_ZERO = 0x06f0;

/** Writes Arabic-Indic (٠-٩) and extended Arabic-Indic (۰-۹) digits as 0-9; everything else stays. */
export function toAsciiDigits(text: string): string {
	return text.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => {
		const code = digit.charCodeAt(0);
		const zero = code >= EXTENDED_ARABIC_INDIC_ZERO ? EXTENDED_ARABIC_INDIC_ZERO : ARABIC_INDIC_ZERO;
		return String(code - zero);
	});
}
