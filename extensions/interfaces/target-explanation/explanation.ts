import { defineComponent, h, inject, ref, type Ref } from 'vue';
import { explainTarget } from '../../../domain/nutrition/explanation/explain-target.ts';
import type { StoredTarget } from '../../../domain/nutrition/targets/stored-target.ts';

/** A row of `user_targets` as the form holds it; empty until it is loaded. */
type FormValues = Readonly<Record<string, unknown>>;

/** Why a target is what it is, in the sentences that its owner reads, in the Studio's language. */
export const TargetExplanation = defineComponent({
	name: 'TargetExplanation',
	// The form passes what interfaces of a value need; a list has no use for it.
	inheritAttrs: false,
	setup() {
		const values = inject<Ref<FormValues>>('values', ref({}));
		return () => h('ol', { style: listStyle }, sentences(values.value).map(item));
	},
});

function sentences(values: FormValues): string[] {
	if (!isTarget(values)) return [];
	const isArabic = document.documentElement.lang.startsWith('ar');
	return explainTarget(values).map(({ text_en, text_ar }) => (isArabic ? text_ar : text_en));
}

const isTarget = (values: FormValues): values is FormValues & StoredTarget =>
	typeof values['status'] === 'string';

const item = (sentence: string) => h('li', { key: sentence, style: itemStyle }, sentence);

const listStyle = {
	margin: '0',
	paddingInlineStart: '2.2em',
	listStyle: 'decimal',
	maxInlineSize: '44em',
	color: 'var(--theme--foreground)',
	lineHeight: '1.6',
};

const itemStyle = { paddingBlock: '0.2em', paddingInlineStart: '0.3em' };
