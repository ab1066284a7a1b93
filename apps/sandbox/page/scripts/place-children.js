/**
 * Makes `nodes` the children of `parent`, touching only those that come, go or move: what stays
 * keeps its focus, its scroll position and its running animation.
 */
export const placeChildren = (parent, nodes) => {
  const wanted = new Set(nodes);
  const gone = Array.from(parent.childNodes).filter((child) => !wanted.has(child));
  for (const child of gone) child.remove();
  let at = parent.firstChild;
  for (const node of wanted) {
    if (node === at) at = at.nextSibling;
    else parent.insertBefore(node, at);
  }
};
