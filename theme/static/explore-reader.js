// What a reader can do besides moving a figure: guess first, share a state, start again,
// take data and drawing along. explore/reader.py wrote the forms and buttons. Figures are
// moved as a reader moves them: the inputs are set, and one 'input' event tells explore.js.
(() => {
  const MOST = 2000;   // characters of a link, as in explore/links.py
  const STALE = 'This link does not fit this page (it may be old), so the figure stands at its start.';
  const figures = [...document.querySelectorAll('figure.explore')];
  const find = (figure, what) => figure.querySelector(what);
  const tell = (figure, where, words) => { find(figure, where).textContent = words; };

  // ---- states: a control's value as it is printed
  function controls(figure) {
    const inputs = [...figure.querySelectorAll('.controls input')];
    return JSON.parse(find(figure, 'script').textContent).controls.map(({name, texts}) => {
      const all = inputs.filter(el => el.dataset.name === name), range = all[0].type === 'range';
      const label = range ? all[0].labels[0].firstChild : find(all[0].closest('fieldset'), 'legend');
      const text = texts[+all.find(el => range || el.checked).value];
      return {name, texts, text, label: label.textContent.trim()};
    });
  }
  function positions(figure, params) {   // control name -> position; null if anything does not fit
    const at = new Map(), known = controls(figure);
    if (params.getAll('fig').length !== 1) return null;
    for (const [name, text] of params) {
      if (name === 'fig') continue;
      const i = known.find(c => c.name === name)?.texts.indexOf(text) ?? -1;
      if (i < 0 || at.has(name)) return null;
      at.set(name, i);
    }
    return at;
  }
  function move(figure, at) {   // controls that are not named go to their start
    for (const el of figure.querySelectorAll('.controls input')) {
      const i = at?.get(el.dataset.name);
      if (el.type === 'radio') el.checked = i === undefined ? el.defaultChecked : +el.value === i;
      else el.value = i ?? el.defaultValue;
    }
    figure.dispatchEvent(new Event('input'));
  }

  // ---- links
  function link(figure) {
    const pairs = [['fig', figure.id.slice(4)], ...controls(figure).map(c => [c.name, c.text])];
    return location.href.split('#')[0] + '#' + pairs.map(pair => pair.map(encodeURIComponent).join('=')).join('&');
  }
  function follow() {
    const fragment = location.hash.slice(1), params = new URLSearchParams(fragment);
    if (!params.has('fig') || !figures.length) return;   // the address of a section, say
    const figure = figures.find(el => el.id === 'fig-' + params.get('fig')) ?? figures[0];
    const fits = figure.id === 'fig-' + params.get('fig') && fragment.length <= MOST;
    const at = fits ? positions(figure, params) : null;
    skip(figure);
    move(figure, at);
    tell(figure, '.note', at ? '' : STALE);
    figure.tabIndex = -1;   // the keyboard goes on from here
    figure.focus({preventScroll: true});
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    figure.scrollIntoView({behavior: calm ? 'instant' : 'smooth'});
  }
  async function copy(figure) {
    const url = link(figure), field = find(figure, '.tools input');
    try {
      history.replaceState(null, '', url);
      await navigator.clipboard.writeText(url);
      field.hidden = true;
      tell(figure, '.told', 'Link copied.');
    } catch {   // no clipboard here: let the reader copy it
      field.hidden = false;
      field.value = url;
      field.select();
      tell(figure, '.told', 'Copy the link from this field.');
    }
  }

  // ---- a guess before the answer
  const uncover = figure => figure.querySelectorAll('.covered').forEach(el => el.classList.remove('covered'));
  function skip(figure) {
    if (!find(figure, '.covered')) return;
    uncover(figure);
    find(figure, 'form.predict').hidden = true;
  }
  function ask(figure, form) {
    const keep = form.dataset.keep.split(' ');
    figure.querySelectorAll('g.marks > *').forEach((el, i) => el.classList.toggle('covered', !keep.includes(`${i}`)));
    figure.querySelectorAll('.say, .speech, .scroll, details').forEach(el => el.classList.add('covered'));
    const answer = guess => {
      const words = find(form, '.answer');
      words.textContent = `${guess ? `Your guess: ${guess}. ` : ''}The model: ${form.dataset.answer}.`;
      find(form, '.guess').hidden = true;
      words.hidden = false;
      words.focus();
      move(figure, positions(figure, new URLSearchParams(form.dataset.at)));
      uncover(figure);
    };
    form.addEventListener('submit', event => {   // the browser has checked the range
      event.preventDefault();
      const {type, value} = find(form, 'input:checked, [type=number]');
      answer((type === 'number' ? +value : value) + form.dataset.unit);
    });
    find(form, '[type=button]').addEventListener('click', () => answer());
    form.hidden = false;
  }

  // ---- downloads, made here: nothing is asked of anybody
  function save(figure, kind, type, text) {
    const a = document.createElement('a');
    a.href = URL.createObjectURL(new Blob([text], {type: `${type};charset=utf-8`}));
    a.download = `${figure.id.slice(4)}.${kind}`;
    a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 1000);
  }
  const NUMBER = /^-?\d[\d,]*(\.\d+)?$/;
  function cell(text) {   // a number without commas; else quoted, and never a formula
    text = text.replace(/\s+/g, ' ').trim();
    if (NUMBER.test(text)) return text.replaceAll(',', '');
    return `"${/^[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) ? "'" : ''}${text.replaceAll('"', '""')}"`;
  }
  function grid(table) {   // rows of texts; the sign of a column of per cents goes to its head
    const rows = [...table.rows].map(tr => [...tr.cells].map(td => td.textContent));
    rows[0].forEach((head, k) => {
      if (!rows.slice(1).every(row => row[k]?.endsWith('%'))) return;
      rows[0][k] = `${head} (%)`;
      for (const row of rows.slice(1)) row[k] = row[k].slice(0, -1);
    });
    return rows;
  }
  function csv(figure) {
    find(figure, 'details')?.dispatchEvent(new Event('toggle'));   // explore.js fills the table in
    const head = [['Figure', find(figure, 'figcaption').textContent], ['Link', link(figure)],
      ...controls(figure).map(c => [c.label, c.text]), ['Summary', find(figure, '.say').textContent]];
    const tables = [...figure.querySelectorAll('table')].flatMap(table => [[], ...grid(table)]);
    return '\ufeff' + [...head, ...tables].map(row => row.map(cell).join(',') + '\r\n').join('');
  }
  const LOOK = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-opacity', 'stroke-dasharray',
    'stroke-linejoin', 'shape-rendering', 'paint-order', 'opacity', 'color', 'visibility', 'font-family', 'font-size', 'font-weight', 'text-anchor'];
  function svg(figure) {   // drawn once more on white, each look written into its element
    const sheet = document.createElement('figure');
    sheet.className = 'explore paper';
    const drawing = find(figure, 'svg').cloneNode(true), [, , width, height] = drawing.getAttribute('viewBox').split(' ').map(Number);
    const make = (tag, attributes, words = '') => {
      const el = document.createElementNS('http://www.w3.org/2000/svg', tag);
      for (const name in attributes) el.setAttribute(name, attributes[name]);
      el.textContent = words;
      return el;
    };
    const key = [...figure.querySelectorAll('.legend li')];
    let tall = height;
    for (const li of key) {   // a sign and its words; a colour bar stands below its words
      const bar = li.classList.contains('bar'), words = make('text', {x: bar ? 40 : 80, y: tall + 12, style: 'font-size: 11px'}, li.textContent.replace(find(li, 'svg').textContent, ''));
      const sign = make('g', {transform: bar ? `translate(24 ${tall + 18})` : `translate(40 ${tall})`});
      if (!bar) sign.setAttribute('class', find(li, 'svg').getAttribute('class'));
      sign.append(...find(li, 'svg').cloneNode(true).childNodes);
      drawing.append(sign, words);
      tall += bar ? 54 : 18;
    }
    const desc = `${drawing.getAttribute('aria-label')} ${find(figure, '.say').textContent}`;
    drawing.prepend(make('title', {}, find(figure, 'figcaption').textContent), make('desc', {}, desc),
      make('rect', {width, height: tall, fill: '#fff'}));
    sheet.append(drawing);
    figure.after(sheet);
    for (const el of drawing.querySelectorAll('*')) {
      const look = getComputedStyle(el);
      const above = getComputedStyle(el.parentNode);
      for (const name of LOOK) {
        const value = look.getPropertyValue(name);
        if (name === 'opacity' || el.parentNode === drawing || value !== above.getPropertyValue(name)) el.style.setProperty(name, value);
      }
    }
    sheet.remove();
    for (const [name, value] of Object.entries({width: 2 * width, height: 2 * tall, viewBox: `0 0 ${width} ${tall}`})) drawing.setAttribute(name, value);
    return new XMLSerializer().serializeToString(drawing);
  }

  const DO = {
    link: copy,
    reset: figure => move(figure),
    csv: figure => { skip(figure); save(figure, 'csv', 'text/csv', csv(figure)); },
    svg: figure => { skip(figure); save(figure, 'svg', 'image/svg+xml', svg(figure)); },
  };
  for (const figure of figures) {
    const form = find(figure, 'form.predict'), tools = find(figure, '.tools');
    if (form) ask(figure, form);
    for (const button of tools.querySelectorAll('button')) button.addEventListener('click', () => DO[button.dataset.do](figure));
    figure.addEventListener('input', () => { tell(figure, '.note', ''); tell(figure, '.told', ''); });
    tools.hidden = false;
  }
  addEventListener('hashchange', follow);
  follow();
})();
