import { defineOperationApp } from '@directus/extensions-sdk';

const choices = [
	{ value: 'both', text: 'Doctor and verify · الفحص والتحقق' },
	{ value: 'doctor', text: 'Doctor · الفحص' },
	{ value: 'verify', text: 'Verify · التحقق' },
];

/** What the box in the flow shows; its labels are texts of the Studio, in English and Arabic. */
const overview = ({ which }: { readonly which?: string | null }) => [
	{
		label: '$t:bebetter_verify_which',
		text: choices.find(({ value }) => value === (which || 'both'))?.text ?? which ?? '',
	},
];

/** A function, because the Studio translates the texts of a list before it has loaded them. */
const options = () => [
	{
		field: 'which',
		name: '$t:bebetter_verify_which',
		type: 'string',
		meta: {
			width: 'half',
			interface: 'select-dropdown',
			options: { choices, placeholder: 'Doctor and verify · الفحص والتحقق' },
		},
	},
	{
		field: 'fail',
		name: '$t:bebetter_verify_fail',
		type: 'boolean',
		meta: { width: 'half', note: '$t:bebetter_verify_fail_note', interface: 'boolean' },
	},
];

export default defineOperationApp({
	id: 'bebetter-verify',
	name: 'Check the installation · فحص النظام',
	icon: 'stethoscope',
	description:
		'Run doctor and verify and hand their findings on · تشغيل الفحص والتحقق وتسليم نتائجهما للخطوة التالية',
	overview: overview as never,
	options: options as never,
});
