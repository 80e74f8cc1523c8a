// Moves every <figure class="explore">: looks up the integers of the state that the
// controls name, and rewrites marks, sentence and tables. explore/page.py wrote them.
(() => {
  const tenth = v => Math.floor(v * 10 + 0.5) / 10;
  const formats = {};
  const print = (mark, q) => {
    const d = mark.decimals;
    formats[d] ??= new Intl.NumberFormat('en', {minimumFractionDigits: d, maximumFractionDigits: d});
    return formats[d].format(q / 10 ** d) + (mark.unit ?? '');
  };
  const height = (mark, q) => tenth(mark.a + mark.b * (mark.log ? Math.log10(q) : q));
  const ring = (xs, ys) => 'M' + xs.map((x, i) => x + ' ' + ys[i]).join('L');

  // One function a kind of mark: (mark, its element, integers, position along x, marks by name)
  const draw = {
    line: (m, el, q) => el.setAttribute('d', ring(m.x, q.map(v => height(m, v)))),
    band: (m, el, q) => {
      const y = q.map(v => height(m, v)), n = m.x.length;
      el.setAttribute('d', ring([...m.x, ...m.x.slice().reverse()], [...y.slice(0, n), ...y.slice(n).reverse()]) + 'Z');
    },
    bars: (m, el, q) => [...el.children].forEach((rect, i) => {
      const y = height(m, q[i]);
      rect.setAttribute('y', tenth(Math.min(y, m.a)));
      rect.setAttribute('height', tenth(Math.abs(y - m.a)));
    }),
    dot: (m, el, _, at, marks) => {
      const line = marks[m.on];
      el.setAttribute('cx', line.x[at]);
      el.setAttribute('cy', height(line, line.now[at]));
    },
    table: (m, el, q) => el.querySelectorAll('td[data-q]').forEach((td, i) => {
      if (+td.dataset.q === q[i]) return;
      td.dataset.q = q[i];
      td.textContent = m.words[q[i]];
    }),
  };

  function start(figure) {
    const data = JSON.parse(figure.querySelector('script').textContent);
    const marks = Object.fromEntries(data.marks.map(m => [m.name, m]));
    for (const m of data.marks) if (m.q) {   // undo the differences, a state at a time
      m.n = m.shape.reduce((a, b) => a * b);
      for (let i = 0; i < m.q.length; i++) if (i % m.n) m.q[i] += m.q[i - 1];
    }
    const shapes = [...(figure.querySelector('g.marks')?.children ?? [])];
    const tables = [...figure.querySelectorAll('table.live')];
    for (const m of data.marks) m.el = (m.kind === 'table' ? tables : shapes).shift();
    const series = data.marks.filter(m => 'decimals' in m);
    const inputs = data.controls.map(c => [...figure.querySelectorAll(`[data-name="${c.name}"]`)]
      .filter(el => el.matches('input')));
    const details = figure.querySelector('details');
    const say = figure.querySelector('.say'), speech = figure.querySelector('.speech');

    function text(name, index, state, at, chosen) {
      if (name in chosen) return chosen[name];
      const readout = data.readouts[name];
      if (readout) return readout.texts[readout.at[state * readout.n + (readout.n > 1 ? at : 0)]];
      return print(marks[name], marks[name].now[index ?? at]);
    }
    function values() {   // the columns of the values table, in the order of its head
      const columns = series.flatMap(m => m.kind === 'band'
        ? [m.now.slice(0, m.n / 2), m.now.slice(m.n / 2)].map(q => [m, q]) : [[m, m.now]]);
      details.querySelectorAll('tbody tr').forEach((tr, row) => columns.forEach(([m, q], k) =>
        tr.children[k + 1].textContent = print(m, q[row])));
    }
    function redraw() {
      let state = 0, at = 0;
      const chosen = {};
      data.controls.forEach((c, k) => {
        const input = inputs[k].find(el => el.type === 'range' || el.checked);
        const i = +input.value;
        chosen[c.name] = c.texts[i];
        if (input.type === 'range') {
          input.setAttribute('aria-valuetext', c.texts[i]);
          figure.querySelector(`output[for="${input.id}"]`).value = c.texts[i];
        }
        if (c.along) at = i; else state = state * c.texts.length + i;
      });
      for (const m of data.marks) if (m.q) m.now = m.q.slice(state * m.n, (state + 1) * m.n);
      for (const m of data.marks) draw[m.kind](m, m.el, m.now, at, marks);
      if (details?.open) values();
      say.textContent = data.say.replace(/\{(\w+)(?:\[(\d+)\])?\}/g,
        (_, name, index) => text(name, index, state, at, chosen));
    }

    let quiet;
    figure.addEventListener('input', () => {
      redraw();
      clearTimeout(quiet);   // spoken once the reader has stopped moving
      quiet = setTimeout(() => { speech.textContent = say.textContent; }, 600);
    });
    details?.addEventListener('toggle', values);
    redraw();
    figure.querySelector('.controls').hidden = false;
  }
  document.querySelectorAll('figure.explore').forEach(start);
})();
