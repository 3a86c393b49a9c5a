/** A text without the characters of one kind at its end. A pattern such as `=+$` would try every run of them. */
export function trimEndOf(text: string, character: string): string {
	let end = text.length;
	while (end > 0 && text[end - 1] === character) end -= 1;
	return text.slice(0, end);
}
