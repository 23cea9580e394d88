interface TextValueProps {
  value: string;
  format: string | undefined;
}

/** Shows a text. Email addresses and telephone numbers become links. */
export function TextValue({ value, format }: TextValueProps) {
  const link =
    format === 'tel' && /^\+?[\d\s().-]+$/.test(value)
      ? `tel:${value.replaceAll(/[^+\d]/g, '')}`
      : format === 'email' && /^[^\s@?&%]+@[^\s@?&%]+$/.test(value) && `mailto:${value}`;
  if (!link) return <bdi className="view-text">{value}</bdi>;
  return (
    <a href={link}>
      <bdi dir="ltr">{value}</bdi>
    </a>
  );
}
