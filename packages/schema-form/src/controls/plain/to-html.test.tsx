import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { toHtml } from './to-html.ts';

describe('elements as HTML', () => {
  test.each([
    [<p className="a" key="1" />, '<p class="a"></p>'],
    [<output htmlFor="x" key="2" />, '<output for="x"></output>'],
    [<input key="3" readOnly required={false} defaultValue="" />, '<input readonly="" value="">'],
    [<input key="4" type="checkbox" defaultChecked />, '<input type="checkbox" checked="">'],
    [
      <input key="5" inputMode="numeric" autoComplete="bday" />,
      '<input inputmode="numeric" autocomplete="bday">',
    ],
    [<input key="6" aria-invalid aria-label={undefined} />, '<input aria-invalid="true">'],
    [<textarea key="11" defaultValue="x" />, '<textarea>x</textarea>'],
    [<textarea key="7" rows={4} defaultValue={'\nx'} />, '<textarea rows="4">\n\nx</textarea>'],
    // biome-ignore lint/security/noDangerouslySetInnerHtml: that it is taken as it is
    [<select key="8" dangerouslySetInnerHTML={{ __html: '<hr>' }} />, '<select><hr></select>'],
    [['a', null, false, 0, <b key="9">{'<&>"'}</b>], 'a0<b>&lt;&amp;&gt;&quot;</b>'],
    [<input key="10" defaultValue={'"\r\n'} />, '<input value="&quot;&#13;\n">'],
  ])('%j is %s', (node, html) => {
    expect(toHtml(node)).toBe(html);
  });

  test('are those that React makes of them, whatever their texts', () => {
    const text = fc.string({ unit: 'binary' }).map((string) => string.replaceAll(/[\r\0]/g, ''));
    fc.assert(
      fc.property(text, text, (value, label) => {
        const element = (
          <p id={value} title={label}>
            <b>{label}</b>
            <i>{value}</i>
          </p>
        );
        const parse = (html: string) => html.replaceAll('&#x27;', "'");
        expect(parse(toHtml(element))).toBe(parse(renderToStaticMarkup(element)));
      }),
    );
  });

  test('a component is none', () => {
    const Component = () => <p />;
    expect(() => toHtml(<Component />)).toThrow('Only elements');
  });
});
